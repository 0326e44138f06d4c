-- identity: returns the identity of the store, and changes it if one of its parts has the expected value.
--
-- KEYS   none
-- ARGV   the part that must be as expected (epoch, partitions, kafka, beat), or '' to change nothing; the expected value,
--        '' if it must be missing; then the new epoch; partitions; kafka; beat: '' to leave it as it is
-- REPLY  IDENTITY, now, epoch, partitions, kafka, beat: each as it is now, '' if it is missing
-- EVENT  none

operations['identity'] = function()
  local function current(part) return redis.call('HGET', IDENTITY, part) or '' end

  local part, expected = arg(), arg()
  local change = part ~= '' and current(part) == expected
  local reply = { 'IDENTITY', NOW }
  for _, name in ipairs({ 'epoch', 'partitions', 'kafka', 'beat' }) do
    local value = arg()
    if change and value ~= '' then redis.call('HSET', IDENTITY, name, value) end
    table.insert(reply, current(name))
  end
  return reply
end
