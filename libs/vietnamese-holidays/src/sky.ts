/**
 * Where sun and moon stand: as much astronomy as a lunar calendar needs.
 * Formulas of Jean Meeus, "Astronomical Algorithms", 2nd edition (1998): chapter 25 (sun), 49 (new moons); the sun's series is the
 * VSOP87D theory (P. Bretagnon, G. Francou, Astron. Astrophys. 202, 309, 1988) cut at 1e-6 rad. Between 1900 and 2199 a moment is right to
 * about a minute, plus what nobody knows yet of the Earth's future rotation.
 */

/** A moment as a Julian day number with its fraction, in universal time. */
export type JulianDay = number

const DEGREE = Math.PI / 180
const ARC_SECOND = DEGREE / 3600
const J2000 = 2451545
const DAY_SECONDS = 86_400

/** Rows of amplitude, phase (rad), frequency (rad per thousand years). */
type Series = readonly (readonly [amplitude: number, phase: number, frequency: number])[]

/** Heliocentric longitude of the Earth, one series for each power of the time; amplitudes in 1e-8 rad. */
const EARTH_LONGITUDE: readonly Series[] = [
  [
    [175347046, 0, 0],
    [3341656, 4.6692568, 6283.07585],
    [34894, 4.6261, 12566.1517],
    [3497, 2.7441, 5753.3849],
    [3418, 2.8289, 3.5231],
    [3136, 3.6277, 77713.7715],
    [2676, 4.4181, 7860.4194],
    [2343, 6.1352, 3930.2097],
    [1324, 0.7425, 11506.7698],
    [1273, 2.0371, 529.691],
    [1199, 1.1096, 1577.3435],
    [990, 5.233, 5884.927],
    [902, 2.045, 26.298],
    [857, 3.508, 398.149],
    [780, 1.179, 5223.694],
    [753, 2.533, 5507.553],
    [505, 4.583, 18849.228],
    [492, 4.205, 775.523],
    [357, 2.92, 0.067],
    [317, 5.849, 11790.629],
    [284, 1.899, 796.298],
    [271, 0.315, 10977.079],
    [243, 0.345, 5486.778],
    [206, 4.806, 2544.314],
    [205, 1.869, 5573.143],
    [202, 2.458, 6069.777],
    [156, 0.833, 213.299],
    [132, 3.411, 2942.463],
    [126, 1.083, 20.775],
    [115, 0.645, 0.98],
    [103, 0.636, 4694.003],
    [102, 0.976, 15720.839],
    [102, 4.267, 7.114],
  ],
  [
    [628331966747, 0, 0],
    [206059, 2.678235, 6283.07585],
    [4303, 2.6351, 12566.1517],
    [425, 1.59, 3.523],
    [119, 5.796, 26.298],
    [109, 2.966, 1577.344],
  ],
  [
    [52919, 0, 0],
    [8720, 1.0721, 6283.0758],
    [309, 0.867, 12566.152],
  ],
  [[289, 5.844, 6283.076]],
]

/** The sun's apparent geocentric longitude, in degrees from 0 up to 360. */
export function sunLongitude(at: JulianDay): number {
  const centuries = (at + deltaT(at) / DAY_SECONDS - J2000) / 36525
  const millennia = centuries / 10
  const earth = EARTH_LONGITUDE.reduce(
    (sum, series, power) => sum + series.reduce((part, [amplitude, phase, frequency]) => part + amplitude * Math.cos(phase + frequency * millennia), 0) * millennia ** power,
    0,
  )
  const anomaly = (357.52911 + 35999.05029 * centuries) * DEGREE
  const distance = 1.00014 - 0.01671 * Math.cos(anomaly) - 0.00014 * Math.cos(2 * anomaly)
  const node = (125.04452 - 1934.136261 * centuries) * DEGREE
  const sunMean = (280.4665 + 36000.7698 * centuries) * DEGREE
  const moonMean = (218.3165 + 481267.8813 * centuries) * DEGREE
  const nutation = -17.2 * Math.sin(node) - 1.32 * Math.sin(2 * sunMean) - 0.23 * Math.sin(2 * moonMean) + 0.21 * Math.sin(2 * node)
  const toFk5 = -0.09033
  const aberration = -20.4898 / distance
  const degrees = (earth * 1e-8 + (nutation + toFk5 + aberration) * ARC_SECOND) / DEGREE + 180
  return ((degrees % 360) + 360) % 360
}

type Angle = 'sun' | 'moon' | 'latitude'

/** Sine terms of the true new moon: days, power of the orbit's eccentricity, and the multiples of the three angles. */
const NEW_MOON_TERMS: readonly (readonly [days: number, eccentricity: number, multiples: Partial<Record<Angle, number>>])[] = [
  [-0.4072, 0, { moon: 1 }],
  [0.17241, 1, { sun: 1 }],
  [0.01608, 0, { moon: 2 }],
  [0.01039, 0, { latitude: 2 }],
  [0.00739, 1, { moon: 1, sun: -1 }],
  [-0.00514, 1, { moon: 1, sun: 1 }],
  [0.00208, 2, { sun: 2 }],
  [-0.00111, 0, { moon: 1, latitude: -2 }],
  [-0.00057, 0, { moon: 1, latitude: 2 }],
  [0.00056, 1, { moon: 2, sun: 1 }],
  [-0.00042, 0, { moon: 3 }],
  [0.00042, 1, { sun: 1, latitude: 2 }],
  [0.00038, 1, { sun: 1, latitude: -2 }],
  [-0.00024, 1, { moon: 2, sun: -1 }],
  [-0.00007, 0, { moon: 1, sun: 2 }],
  [0.00004, 0, { moon: 2, latitude: -2 }],
  [0.00004, 0, { sun: 3 }],
  [0.00003, 0, { moon: 1, sun: 1, latitude: -2 }],
  [0.00003, 0, { moon: 2, latitude: 2 }],
  [-0.00003, 0, { moon: 1, sun: 1, latitude: 2 }],
  [0.00003, 0, { moon: 1, sun: -1, latitude: 2 }],
  [-0.00002, 0, { moon: 1, sun: -1, latitude: -2 }],
  [-0.00002, 0, { moon: 3, sun: 1 }],
  [0.00002, 0, { moon: 4 }],
]

/** What the planets do to it: days, angle at lunation 0 and its growth by lunation (degrees). */
const PLANET_TERMS: readonly (readonly [days: number, start: number, growth: number])[] = [
  [0.000325, 299.77, 0.107408],
  [0.000165, 251.88, 0.016321],
  [0.000164, 251.83, 26.651886],
  [0.000126, 349.42, 36.412478],
  [0.00011, 84.66, 18.206239],
  [0.000062, 141.74, 53.303771],
  [0.00006, 207.14, 2.453732],
  [0.000056, 154.84, 7.30686],
  [0.000047, 34.52, 27.261239],
  [0.000042, 207.19, 0.121824],
  [0.00004, 291.34, 1.844379],
  [0.000037, 161.72, 24.198154],
  [0.000035, 239.56, 25.513099],
  [0.000023, 331.55, 3.592518],
]

/** Mean days from one new moon to the next, and the mean new moon that counts as lunation 0 (6 January 2000). */
const MONTH_DAYS = 29.530588861
const LUNATION_0 = 2451550.09766

/** The lunation whose mean new moon is nearest to a moment. */
export const lunationNear = (at: JulianDay): number => Math.round((at - LUNATION_0) / MONTH_DAYS)

/** The moment of the new moon number `lunation`, counted from that of 6 January 2000. */
export function newMoon(lunation: number): JulianDay {
  const k = lunation
  const t = k / 1236.85
  const angles: Record<Angle, number> = {
    sun: 2.5534 + 29.1053567 * k - 0.0000014 * t ** 2 - 0.00000011 * t ** 3,
    moon: 201.5643 + 385.81693528 * k + 0.0107582 * t ** 2 + 0.00001238 * t ** 3 - 0.000000058 * t ** 4,
    latitude: 160.7108 + 390.67050284 * k - 0.0016118 * t ** 2 - 0.00000227 * t ** 3 + 0.000000011 * t ** 4,
  }
  const node = 124.7746 - 1.56375588 * k + 0.0020672 * t ** 2 + 0.00000215 * t ** 3
  const eccentricity = 1 - 0.002516 * t - 0.0000074 * t ** 2
  let dynamical = LUNATION_0 + MONTH_DAYS * k + 0.00015437 * t ** 2 - 0.00000015 * t ** 3 + 0.00000000073 * t ** 4
  for (const [days, power, { sun = 0, moon = 0, latitude = 0 }] of NEW_MOON_TERMS) {
    dynamical += days * eccentricity ** power * Math.sin((sun * angles.sun + moon * angles.moon + latitude * angles.latitude) * DEGREE)
  }
  dynamical -= 0.00017 * Math.sin(node * DEGREE)
  for (const [index, [days, start, growth]] of PLANET_TERMS.entries()) {
    const bend = index === 0 ? -0.009173 * t ** 2 : 0
    dynamical += days * Math.sin((start + growth * k + bend) * DEGREE)
  }
  return dynamical - deltaT(dynamical) / DAY_SECONDS
}

/** From which year on which polynomial holds, in years after `origin`; lowest power first. */
const DELTA_T: readonly { before: number; origin: number; powers: readonly number[] }[] = [
  { before: 1920, origin: 1900, powers: [-2.79, 1.494119, -0.0598939, 0.0061966, -0.000197] },
  { before: 1941, origin: 1920, powers: [21.2, 0.84493, -0.0761, 0.0020936] },
  { before: 1961, origin: 1950, powers: [29.07, 0.407, -1 / 233, 1 / 2547] },
  { before: 1986, origin: 1975, powers: [45.45, 1.067, -1 / 260, -1 / 718] },
  { before: 2005, origin: 2000, powers: [63.86, 0.3345, -0.060374, 0.0017275, 0.000651814, 0.00002373599] },
  { before: 2050, origin: 2000, powers: [62.92, 0.32217, 0.005589] },
]

/** How far the even time of the sky is ahead of the Earth's clock, in seconds. After Espenak and Meeus, "Five Millennium Canon of Solar Eclipses" (NASA/TP-2006-214141). */
function deltaT(at: JulianDay): number {
  const year = 2000 + (at - J2000) / 365.25
  const longTerm = -20 + 32 * ((year - 1820) / 100) ** 2
  if (year < 1900 || year >= 2150) return longTerm
  const fit = DELTA_T.find(({ before }) => year < before)
  if (!fit) return longTerm - 0.5628 * (2150 - year)
  return fit.powers.reduce((sum, factor, power) => sum + factor * (year - fit.origin) ** power, 0)
}
