-- dispatch: carries out the commands of one call in their order and answers each. One that fails
-- (a key of the wrong type, JSON broken by hand) answers ERROR and does not stop the others.

local replies = {}
local next_arg, next_key = 0, 2
while next_arg < #ARGV do
  local operation = operations[ARGV[next_arg + 1]]
  local keys, args = tonumber(ARGV[next_arg + 2]), tonumber(ARGV[next_arg + 3])
  key_cursor, arg_cursor = next_key, next_arg + 3
  next_key, next_arg = next_key + keys, next_arg + 3 + args
  local ok, reply = pcall(operation)
  table.insert(replies, ok and reply or { 'ERROR', NOW, type(reply) == 'table' and reply.err or tostring(reply) })
end
return replies
