/** Tries until it holds; the last reason is what the test fails with. */
export async function expectEventually(check: () => Promise<void> | void, timeout = 15_000, every = 150): Promise<void> {
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
