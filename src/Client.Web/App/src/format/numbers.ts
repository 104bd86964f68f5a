/** The one place that turns numbers into text. Undefined values are a dash; zero is never negative. */

const thinSpace = "\u202f";
const minus = "\u2212";
const dash = "–";

type Maybe = number | null | undefined;

/** `12 345.68`; a value that rounds to zero has no sign. */
export function number(value: Maybe, digits = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return dash;
  const text = Math.abs(value).toFixed(digits);
  const [whole = "0", fraction] = text.split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, thinSpace);
  const magnitude = fraction === undefined ? grouped : `${grouped}.${fraction}`;
  return value < 0 && Number(text) !== 0 ? minus + magnitude : magnitude;
}

export function whole(value: Maybe): string {
  return number(value, 0);
}

/** A fraction as per cent: 0.259 is `25.9 %`. */
export function percent(value: Maybe, digits = 1): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return dash;
  return `${number(value * 100, digits)}${thinSpace}%`;
}

/** With a plus where it is above zero: for differences. */
export function signed(value: Maybe, digits = 2): string {
  const text = number(value, digits);
  return value && value > 0 && Number(value.toFixed(digits)) !== 0 ? `+${text}` : text;
}

/** A probability: never rounded to certainty. */
export function probability(value: Maybe): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return dash;
  if (value > 0 && value < 0.001) return `<${thinSpace}0.1${thinSpace}%`;
  if (value < 1 && value > 0.999) return `>${thinSpace}99.9${thinSpace}%`;
  return percent(value);
}

/** A price, with as many decimals as its size asks for. */
export function price(value: Maybe): string {
  return number(value, value !== null && value !== undefined && Math.abs(value) < 1 ? 5 : 2);
}

/** Milliseconds as a length of time: `3.2 s`, `4 min 10 s`. */
export function duration(milliseconds: Maybe): string {
  if (milliseconds === null || milliseconds === undefined || !Number.isFinite(milliseconds)) return dash;
  if (milliseconds < 1000) return `${number(milliseconds, 0)}${thinSpace}ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${number(seconds, 1)}${thinSpace}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}${thinSpace}min ${Math.floor(seconds % 60)}${thinSpace}s`;
  return `${Math.floor(minutes / 60)}${thinSpace}h ${minutes % 60}${thinSpace}min`;
}

/** The time of a call in milliseconds: `0.12 ms`, `4.5 ms`, `1.2 s`. */
export function latency(milliseconds: Maybe): string {
  if (milliseconds === null || milliseconds === undefined || !Number.isFinite(milliseconds)) return dash;
  if (milliseconds >= 100) return duration(milliseconds);
  return `${number(milliseconds, milliseconds < 1 ? 2 : 1)}${thinSpace}ms`;
}

/** `512 MiB`, `1.4 GiB`. */
export function bytes(value: Maybe): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return dash;
  const mebibytes = value / 2 ** 20;
  return mebibytes < 1000
    ? `${number(mebibytes, 0)}${thinSpace}MiB`
    : `${number(mebibytes / 1024, 1)}${thinSpace}GiB`;
}

/** `1 trade`, `2 trades`. */
export function counted(value: number, noun: string, plural = `${noun}s`): string {
  return `${whole(value)}${thinSpace}${value === 1 ? noun : plural}`;
}
