/**
 * What many ask for at the same time, done several at once: where nothing runs nobody waits, and in a rush one piece of work serves all who
 * came while the one before was under way. What is asked for is always looked at after it was asked.
 */
export class Batches<Item, Result> {
  private waiting: { item: Item; settle: (outcome: PromiseSettledResult<Result>) => void }[] = []
  private running = 0

  /**
   * @param work an outcome for each item, in their order; what it throws is everybody's
   * @param most so many items in one batch
   * @param atOnce so many batches at the same time
   */
  constructor(
    private readonly work: (items: Item[]) => Promise<PromiseSettledResult<Result>[]>,
    private readonly limits: { most: number; atOnce: number },
  ) {}

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, settle: (outcome) => (outcome.status === 'fulfilled' ? resolve(outcome.value) : reject(outcome.reason as Error)) })
      // Whoever asks in the same turn of the event loop goes along.
      if (this.waiting.length === 1) setImmediate(() => this.begin())
    })
  }

  private begin(): void {
    while (this.running < this.limits.atOnce && this.waiting.length > 0) {
      const batch = this.waiting.splice(0, this.limits.most)
      this.running++
      this.work(batch.map(({ item }) => item))
        .then(
          (outcomes) => batch.forEach(({ settle }, i) => settle(outcomes[i] ?? { status: 'rejected', reason: new Error('a batch without an outcome for each of its items') })),
          (reason: unknown) => batch.forEach(({ settle }) => settle({ status: 'rejected', reason })),
        )
        .finally(() => {
          this.running--
          this.begin()
        })
    }
  }
}
