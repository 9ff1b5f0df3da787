import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// OWASP's password storage cheat sheet: N = 2^17, r = 8, p = 1 (128 MiB). N = 2^15 here: a sign-in costs 60 ms and 32 MiB,
// so that a shift of 750 signing in at once fits one server; sign-in attempts are limited besides.
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }
const LENGTH = 32

const derive = (plain: string, salt: Buffer) =>
  new Promise<Buffer>((resolve, reject) => scrypt(plain.normalize('NFC'), salt, LENGTH, COST, (error, key) => (error ? reject(error) : resolve(key))))

/** Hashes a password: `scrypt$<salt>$<key>`, both base64. */
export async function hashPassword(plain: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64')}$${(await derive(plain, salt)).toString('base64')}`
}

/** Whether a password fits a hash made by {@link hashPassword}, in constant time. */
export async function verifyPassword(plain: string, hash: string): Promise<boolean> {
  const [scheme, salt, key] = hash.split('$')
  if (scheme !== 'scrypt' || !salt || !key) return false
  const expected = Buffer.from(key, 'base64')
  const found = await derive(plain, Buffer.from(salt, 'base64'))
  return expected.length === found.length && timingSafeEqual(expected, found)
}
