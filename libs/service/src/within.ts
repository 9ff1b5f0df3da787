/**
 * A promise that may never settle, with an end to one's patience; what it waits for goes on. An answer that came while this process
 * was too busy to read it has come in time.
 * @param milliseconds how long to wait
 * @param who who was to answer, for the error's sentence
 * @throws Error when it has not settled by then
 */
export async function within<T>(milliseconds: number, who: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    const end = () => reject(new Error(`${who} did not answer within ${milliseconds} ms`))
    // After a long piece of work timers are looked at before what has arrived.
    timer = setTimeout(() => setImmediate(end), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
