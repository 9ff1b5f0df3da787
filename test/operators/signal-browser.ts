import { readdirSync, readFileSync } from 'node:fs'

interface Process {
  id: number
  parent: number
  command: string
}

/** Signals every process of the one browser that has this profile. */
export function signalBrowser(profile: string, signal: 'SIGSTOP' | 'SIGCONT'): void {
  const all = processes()
  const first = all.find(({ command }) => command.includes(`--user-data-dir=${profile}`) && !command.includes('--type='))
  if (!first) throw new Error(`no browser has the profile ${profile}`)
  const ids = new Set([first.id])
  // A process may be listed before its parent.
  for (let before = 0; before < ids.size; ) {
    before = ids.size
    for (const { id, parent } of all) if (ids.has(parent)) ids.add(id)
  }
  for (const id of ids) process.kill(id, signal)
}

function processes(): Process[] {
  return readdirSync('/proc').flatMap((name) => {
    const id = Number(name)
    if (!Number.isInteger(id)) return []
    try {
      // "id (name) state parent …"; the name may hold spaces and brackets.
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
      return [{ id, parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), command: readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ') }]
    } catch (error) {
      if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return [] // ended meanwhile
      throw error
    }
  })
}
