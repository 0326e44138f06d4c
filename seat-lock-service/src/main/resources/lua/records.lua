-- records: whether the time of a request's record is one that can be right. It is the sender's clock against Redis'.

-- A request over REST has no record (id == '') and is never late. max_age: 0 means any.
local function reason_of_time(request, max_age, skew)
  if request.id == '' then return nil end
  if max_age > 0 and request.sent_at + max_age < NOW then return 'REQUEST_TOO_OLD' end
  if request.sent_at > NOW + skew then return 'REQUEST_FROM_FUTURE' end
end
