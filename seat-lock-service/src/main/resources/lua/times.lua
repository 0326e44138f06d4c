-- times: ms since the epoch and the text of the contract. Redis' Lua has no os.date.

-- Days from the epoch to a date and back (proleptic Gregorian calendar, years starting in March, so
-- that the leap day is the last of its year).
local function date_of(days)
  local z = days + 719468
  local era = math.floor(z / 146097)
  local day = z - era * 146097
  local year = math.floor((day - math.floor(day / 1460) + math.floor(day / 36524) - math.floor(day / 146096)) / 365)
  day = day - (365 * year + math.floor(year / 4) - math.floor(year / 100))
  local month = math.floor((5 * day + 2) / 153)
  day = day - math.floor((153 * month + 2) / 5) + 1
  year = year + era * 400
  if month < 10 then return year, month + 3, day end
  return year + 1, month - 9, day
end

local function days_of(year, month, day)
  if month > 2 then month = month - 3 else year, month = year - 1, month + 9 end
  local era = math.floor(year / 400)
  local years = year - era * 400
  local days = math.floor((153 * month + 2) / 5) + day - 1
  return era * 146097 + years * 365 + math.floor(years / 4) - math.floor(years / 100) + days - 719468
end

-- ms since the epoch -> '2025-05-20T12:01:15.120Z', always with three decimals.
local function format_iso(ms)
  local days = math.floor(ms / 86400000)
  local rest = ms - days * 86400000
  local seconds, fraction = math.floor(rest / 1000), rest % 1000
  local year, month, day = date_of(days)
  return string.format('%04d-%02d-%02dT%02d:%02d:%02d.%03dZ', year, month, day,
    math.floor(seconds / 3600), math.floor(seconds / 60) % 60, seconds % 60, fraction)
end

-- The commands of one call share their instant and often their deadline.
local known_isos = {}

local function iso(ms)
  if not known_isos[ms] then known_isos[ms] = format_iso(ms) end
  return known_isos[ms]
end

-- Of a day, such as '2025-05-20', its first second.
local known_days = {}

local function seconds_of_day(date)
  if not known_days[date] then
    local year, month, day = string.match(date, '^(%d+)-(%d+)-(%d+)$')
    known_days[date] = days_of(tonumber(year), tonumber(month), tonumber(day)) * 86400
  end
  return known_days[date]
end

-- The other way round; a deadline, or the instant of a lock, is often that of many seats.
local known_ms = {}

local function parse_iso(text)
  local date, h, mi, s, fraction = string.match(text, '^([^T]+)T(%d+):(%d+):(%d+)%.?(%d*)Z$')
  local seconds = seconds_of_day(date) + h * 3600 + mi * 60 + s
  return seconds * 1000 + tonumber(string.sub(fraction .. '000', 1, 3))
end

local function ms_of(text)
  if not text then return nil end
  if not known_ms[text] then known_ms[text] = parse_iso(text) end
  return known_ms[text]
end
