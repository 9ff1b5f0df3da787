/** Tries until it holds, on a machine that has other work too; the last reason is what the test fails with. */
export async function expectEventually(check: () => Promise<void> | void, timeout = 60_000, every = 150): Promise<void> {
  const until = Date.now() + timeout
  for (;;) {
    try {
      await check()
      return
    } catch (error) {
      if (Date.now() > until) throw error
      await new Promise((resolve) => setTimeout(resolve, every))
    }
  }
}
