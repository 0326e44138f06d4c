-- growth: how many venues and seats may be stored. Without a limit whoever asks for seats that do not exist fills Redis.

-- What new fields the seats of a command need, and whether there is room for them. Reads only, before the first write.
local function room_for(seats, venues, most_venues, most_seats)
  local new = 0
  for _, seat in ipairs(seats) do
    if seat.version == 0 then new = new + 1 end
  end
  if new == 0 then return {} end
  local venue = string.match(seats[1].name, '^[^:]+')
  local is_known = redis.call('ZSCORE', venues, venue)
  local stored = redis.call('HLEN', seats[1].hash)
  local is_full = most_seats > 0 and stored + new > most_seats
  if not is_known and stored == 0 and most_venues > 0 then
    is_full = is_full or redis.call('ZCOUNT', venues, '-inf', '+inf') >= most_venues
  end
  return { is_full = is_full, new_venue = not is_known and venue }
end

-- From now on the sweep of idle seats knows the venue.
local function take_room(room, venues)
  if room.new_venue then redis.call('ZADD', venues, integer(NOW), room.new_venue) end
end
