-- reject: answers a request that broke a rule before it reached a seat.
--
-- KEYS   none
-- ARGV   kind of the answer (lock-rejected, finalize-rejected); Kafka key of the answer; request; field;
--        what is wrong with it
-- REPLY  DONE without seats
-- EVENT  lock-rejected; finalize-rejected

operations['reject'] = function()
  local kind, key_of_answer, request = arg(), arg(), take_request()
  reject(kind, key_of_answer, request, 'field', arg(), 'advice', arg())
  return done({})
end
