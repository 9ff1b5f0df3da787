import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const LAUNCHER_PID = 'launcher.pid'

const alive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

/** Whether a process was started for this instance: its command line or environment names the instance's folder. */
function isOurs(pid: number, dir: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(dir) || readFileSync(`/proc/${pid}/environ`, 'latin1').includes(`HOTLINE_INSTANCE=${dir}`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || (error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

/** The process of a launcher that uses this instance now, or null. */
export function runningLauncher(runDir: string, launcherDir: string): number | null {
  try {
    const pid = Number(readFileSync(join(runDir, LAUNCHER_PID), 'utf8'))
    return pid > 1 && pid !== process.pid && alive(pid) && isOurs(pid, launcherDir) ? pid : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

/** Tells other launchers that the instance is ours. */
export const sign = (runDir: string) => {
  mkdirSync(runDir, { recursive: true })
  writeFileSync(join(runDir, LAUNCHER_PID), String(process.pid))
}

/** Ends what a launcher that was killed left behind. @returns the names of the parts that were ended */
export async function endOrphans(runDir: string, dir: string): Promise<string[]> {
  const ended: string[] = []
  let files: string[]
  try {
    files = readdirSync(runDir).filter((file) => file.endsWith('.pid'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  for (const file of files) {
    const pid = Number(readFileSync(join(runDir, file), 'utf8'))
    if (pid > 1 && alive(pid) && isOurs(pid, dir)) {
      process.kill(pid, 'SIGTERM')
      const until = Date.now() + 10_000
      while (alive(pid)) {
        if (Date.now() > until) process.kill(pid, 'SIGKILL')
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      ended.push(file.slice(0, -4))
    }
    rmSync(join(runDir, file), { force: true })
  }
  return ended
}
