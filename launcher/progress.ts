/** Says what a long step is doing, with the seconds it took; one line a step, redrawn on a terminal. */
export async function step<T>(name: string, work: (say: (what: string) => void) => Promise<T>): Promise<T> {
  const began = performance.now()
  const onTerminal = process.stdout.isTTY
  let last = ''
  const draw = (what: string, end: boolean) => {
    if (onTerminal) process.stdout.write(`\r\x1b[2K${end ? '✓' : '▸'} ${name}${what ? `: ${what}` : ''}${end ? '\n' : ' …'}`)
    else if (end) process.stdout.write(`✓ ${name}${what ? `: ${what}` : ''}\n`)
  }
  draw('', false)
  const result = await work((what) => {
    last = what
    draw(what, false)
  })
  const seconds = (performance.now() - began) / 1000
  draw([last, seconds >= 1 ? `${seconds.toFixed(1)} s` : ''].filter(Boolean).join(', '), true)
  return result
}
