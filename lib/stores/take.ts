/** The slices of a window in which calls are counted. More are more exact, fewer are cheaper. */
export const SLICES = 60;

// Counting with no burst at a border: of a window of a minute, the calls of each second are counted, and those of the last
// 61 seconds may not be more than the limit. The second in which the window began counts whole, so there is no minute,
// wherever it begins, with more calls than the limit.

/**
 * Counts in a hash whose fields are slices, `<window>:<number>`; by the clock of the server, which all processes share.
 * Gives how many of those wanted are free, and else how many ms later some will be.
 */
export const TAKE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local granted, wait, longest = tonumber(ARGV[1]), 0, 0
local counts = redis.call('HGETALL', KEYS[1])
for at = 2, #ARGV, 2 do
  local limit, window = tonumber(ARGV[at]), tonumber(ARGV[at + 1])
  local slice = window / ${SLICES}
  local first = math.floor(now / slice) - ${SLICES}
  local sum, oldest = 0, nil
  for field = 1, #counts, 2 do
    local of, number = string.match(counts[field], '^(%d+):(%d+)$')
    if tonumber(of) == window then
      number = tonumber(number)
      if number < first then
        redis.call('HDEL', KEYS[1], counts[field])
      else
        sum = sum + tonumber(counts[field + 1])
        if not oldest or number < oldest then oldest = number end
      end
    end
  end
  if limit - sum < granted then granted = limit - sum end
  if sum >= limit then
    wait = math.max(wait, math.ceil(((oldest or first) + ${SLICES + 1}) * slice - now))
  end
  if window > longest then longest = window end
end
if granted <= 0 then return { 0, math.max(wait, 1) } end
for at = 2, #ARGV, 2 do
  local window = tonumber(ARGV[at + 1])
  local number = math.floor(now / (window / ${SLICES}))
  redis.call('HINCRBY', KEYS[1], string.format('%d:%d', window, number), granted)
end
redis.call('PEXPIRE', KEYS[1], math.ceil(longest * 1.1))
return { granted, 0 }
`;
