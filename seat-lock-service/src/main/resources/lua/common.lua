-- common: what every operation begins with: the clock, and the reading of a command.
-- All files of this folder are joined into one script, definitions first and dispatch last, sent by EVALSHA.
--
-- KEYS  1 deadlines  zset  <venueId>:<row>:<seat> -> deadline, ms since the epoch
--       2 outbox     stream, one entry per event that Kafka has not confirmed yet
--       3 identity   hash, the identity of the store; read by dispatch before any command is executed
--       4.. the keys of the commands, in their order
-- ARGV  1 the epoch that the caller knows, '' if it accepts any store; 2 the lowest beat that it accepts
--       then for each command: operation, number of its KEYS, number of its ARGV, its ARGV
--
-- The only clock is Redis' TIME, read once: all commands of one call happen at the same instant.

local DEADLINES, OUTBOX, IDENTITY = KEYS[1], KEYS[2], KEYS[3]

local time = redis.call('TIME')
local NOW_US = tonumber(time[1]) * 1000000 + tonumber(time[2])
local NOW = math.floor(NOW_US / 1000)

local operations = {}

-- Reading a command: each call of key() or arg() takes the next one of the command.
local key_cursor, arg_cursor = 2, 0

local function key()
  key_cursor = key_cursor + 1
  return KEYS[key_cursor]
end

local function arg()
  arg_cursor = arg_cursor + 1
  return ARGV[arg_cursor]
end

local function number()
  return tonumber(arg())
end

-- Not '%.0f': to format a floating-point number takes the C library far longer.
local function integer(n)
  return string.format('%d', n)
end

-- As cjson does it, but without its escape of '/', which an id may hold. Few texts have anything to escape.
local function quoted(text)
  if not string.find(text, '[%c"\\]') then return '"' .. text .. '"' end
  return (string.gsub(cjson.encode(text), '\\/', '/'))
end
