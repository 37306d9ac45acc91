/** ms. Whoever has had no place for so long gets one from those who have. */
const PATIENCE = 100;
/** ms. Whoever waits, and has no place that a death could block, is soon forgotten. */
const WAITING = 1_000;

// Places are noted in a hash, a field for each holder: until when, how many places, how many more it would like, and since when
// it has had none. A holder always tells all it has, so an answer that got lost, or a store that lost everything, is put right
// by the next question.
//
// Nobody gets more than an equal share while somebody else has less and wants more; otherwise whatever is free. Where there
// are more holders than places, they take turns: who has one gives it up for one who has waited long enough.

/** Notes what a holder has and wants, by the clock of the server. Gives how many calls it may have under way. */
export const LEASE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local me, running, waiting = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local limit, lifetime = tonumber(ARGV[4]), tonumber(ARGV[5])
if running + waiting == 0 then
  redis.call('HDEL', KEYS[1], me)
  return 0
end
local entries = redis.call('HGETALL', KEYS[1])
local others, held, mine, since = {}, 0, 0, now
for at = 1, #entries, 2 do
  local till, places, wanted, from = string.match(entries[at + 1], '^(%d+) (%d+) (%d+) (%d+)$')
  if tonumber(till) <= now then
    redis.call('HDEL', KEYS[1], entries[at])
  elseif entries[at] == me then
    mine, since = tonumber(places), tonumber(from)
  else
    others[#others + 1] = { places = tonumber(places), wanted = tonumber(wanted), since = tonumber(from) }
    held = held + tonumber(places)
  end
end
local share = math.floor(limit / (#others + 1))
local poor, patient = false, 0
for _, other in ipairs(others) do
  if other.wanted > 0 and other.places < math.max(1, share) then poor = true end
  if other.wanted > 0 and other.places == 0 and now - other.since >= ${PATIENCE} then patient = patient + 1 end
end
local most = math.max(0, math.min(running + waiting, limit - held))
if poor then most = math.min(most, math.max(1, share)) end
if share == 0 and mine > 0 and patient > limit - held - mine then most = 0 end
local places = math.max(running, most)
if places > 0 or mine > 0 then since = now end
local till = now + (places > 0 and lifetime or math.min(lifetime, ${WAITING}))
local wanted = math.max(0, running + waiting - places)
redis.call('HSET', KEYS[1], me, string.format('%d %d %d %d', till, places, wanted, since))
redis.call('PEXPIRE', KEYS[1], lifetime)
return most
`;
