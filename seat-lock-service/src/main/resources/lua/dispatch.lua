-- dispatch: carries out the commands of one call in their order and answers each. One that fails
-- (a key of the wrong type, JSON broken by hand) answers ERROR and does not stop the others. If a key of the partition,
-- and not of a venue or a user, is of the wrong type, ERROR names it: then the partition is damaged, and not the command.
-- Operations that do not change seats are inside of define_others (see Script.java): most calls do not need them.

local function has_wrong_type(read)
  return is_error(read) and string.find(read.err, 'WRONGTYPE', 1, true) ~= nil
end

local function damaged_key()
  if has_wrong_type(redis.pcall('ZSCORE', DEADLINES, '')) then return DEADLINES end
  if has_wrong_type(redis.pcall('XRANGE', OUTBOX, '+', '+')) then return OUTBOX end
  if has_wrong_type(redis.pcall('HGET', IDENTITY, 'epoch')) then return IDENTITY end
  if has_wrong_type(redis.pcall('ZSCORE', VENUES, '')) then return VENUES end
end

local function failed(reply)
  return { 'ERROR', NOW, type(reply) == 'table' and reply.err or tostring(reply), damaged_key() }
end

-- If the store was emptied, replaced or set back since the caller knew it, no command of the call is executed.
if ARGV[1] ~= '' then
  local epoch, beat = redis.pcall('HGET', IDENTITY, 'epoch'), redis.pcall('HGET', IDENTITY, 'beat')
  if has_wrong_type(epoch) then return redis.error_reply('DAMAGED ' .. IDENTITY .. ' ' .. epoch.err) end
  if is_error(epoch) then return epoch end
  if epoch ~= ARGV[1] or (tonumber(beat) or -1) < tonumber(ARGV[2]) then
    return redis.error_reply('OTHERSTORE its epoch is ' .. (epoch or 'missing') .. ', its beat ' .. (beat or 'missing'))
  end
end

local replies = {}
local next_arg, next_key = 2, 3
while next_arg < #ARGV do
  if not operations[ARGV[next_arg + 1]] then define_others() end
  local operation = operations[ARGV[next_arg + 1]]
  local keys, args = tonumber(ARGV[next_arg + 2]), tonumber(ARGV[next_arg + 3])
  key_cursor, arg_cursor = next_key, next_arg + 3
  next_key, next_arg = next_key + keys, next_arg + 3 + args
  local ok, reply = pcall(operation)
  table.insert(replies, ok and reply or failed(reply))
end
return replies
