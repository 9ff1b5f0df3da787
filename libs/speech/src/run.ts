import { execFile } from 'node:child_process'

/** Runs a program to its end. @throws Error with what it said on stderr when it fails */
export function run(program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) =>
    execFile(program, args, (error, _stdout, stderr) => (error ? reject(new Error(`${program}: ${stderr.trim() || error.message}`)) : resolve())),
  )
}
