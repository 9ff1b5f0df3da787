/**
 * A promise that may never settle, with an end to one's patience; what it waits for goes on.
 * @param milliseconds how long to wait
 * @param who who was to answer, for the error's sentence
 * @throws Error when it has not settled by then
 */
export async function within<T>(milliseconds: number, who: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${who} did not answer within ${milliseconds} ms`)), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
