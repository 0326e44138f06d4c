-- reject: answers a request that broke a rule before it reached a seat.
--
-- KEYS   none
-- ARGV   kind of the answer (lock-rejected, finalize-rejected); Kafka key of the answer; request; field;
--        what is wrong with it
-- REPLY  DONE without seats, or ANSWERED if the request had been answered
-- EVENT  lock-rejected; finalize-rejected

operations['reject'] = function()
  local kind, key_of_answer, request, field, advice = arg(), arg(), take_request(), arg(), arg()
  return answer_once(request, function()
    reject(kind, key_of_answer, request, 'field', field, 'advice', advice)
    return done({})
  end)
end
