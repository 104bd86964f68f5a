/** The one place that turns times into text. Times of series are microseconds UTC, shown in the exchange's zone. */

const microsPerHour = 3_600_000_000;
const offsets = new Map<string, Map<number, number>>();
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  return format;
}

/** Seconds east of UTC at a time; remembered by the hour, since clocks change on the hour. */
function offsetSeconds(ts: number, zone: string): number {
  if (zone === "UTC") return 0;
  let known = offsets.get(zone);
  if (!known) offsets.set(zone, (known = new Map()));
  const hour = Math.floor(ts / microsPerHour);
  let offset = known.get(hour);
  if (offset === undefined) {
    const start = (hour * microsPerHour) / 1000;
    const parts: Record<string, number> = {};
    for (const part of formatOf(zone).formatToParts(start)) parts[part.type] = Number(part.value);
    const local = Date.UTC(
      parts["year"] ?? 0,
      (parts["month"] ?? 1) - 1,
      parts["day"] ?? 1,
      parts["hour"] ?? 0,
      parts["minute"] ?? 0,
      parts["second"] ?? 0,
    );
    offset = (local - start) / 1000;
    known.set(hour, offset);
  }
  return offset;
}

/** Seconds that, read as UTC, give the wall clock of the zone: what the charts' axis takes. */
export function wallClock(ts: number, zone: string): number {
  return Math.floor(ts / 1_000_000) + offsetSeconds(ts, zone);
}

/** Midnight at the start of a date (`2013-10-04`) in the zone, microseconds UTC; null where the text is no date. */
export function startOfDate(text: string, zone: string): number | null {
  const seconds = Date.parse(`${text}T00:00:00Z`) / 1000;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(seconds)) return null;
  const near = seconds - (wallClock(seconds * 1_000_000, zone) - seconds);
  return (seconds - (wallClock(near * 1_000_000, zone) - near)) * 1_000_000;
}

/** The date some days later: `2014-02-28` and 1 give `2014-03-01`. */
export function addDays(text: string, days: number): string {
  return new Date(Date.parse(`${text}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** `2013-10-04` in the zone. */
export function date(ts: number, zone: string): string {
  return new Date(wallClock(ts, zone) * 1000).toISOString().slice(0, 10);
}

/** `2013-10-04 09:30`; the date alone where bars are daily. */
export function moment(ts: number, zone: string, daily: boolean): string {
  const text = new Date(wallClock(ts, zone) * 1000).toISOString();
  return daily ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
}

/** A wall-clock instant of the server, in the visitor's own zone. */
export function instant(text: string | null | undefined): string {
  if (!text) return "–";
  const at = new Date(text);
  const two = (value: number) => String(value).padStart(2, "0");
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** Words for a zone: `New York time`. */
export function zoneWords(zone: string): string {
  return zone === "America/New_York" ? "New York time" : zone;
}

/** How long ago something started: `45 s`, `12 min`, `3 h 20 min`, `2 d 4 h`. */
export function uptime(startedAt: string | null | undefined): string {
  if (!startedAt) return "–";
  const seconds = Math.max(0, Math.floor((Date.now() - Date.parse(startedAt)) / 1000));
  if (seconds < 60) return `${seconds}\u202fs`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}\u202fmin`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours}\u202fh ${minutes % 60}\u202fmin`;
  return `${Math.floor(hours / 24)}\u202fd ${hours % 24}\u202fh`;
}
