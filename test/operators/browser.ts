import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext, type Page } from 'playwright-core'
import { signalBrowser } from './signal-browser.js'
import { writeToneFile } from './tone-file.js'

/** A desk's screen, as the issue asks to look at it. */
export const DESK = { width: 1366, height: 768 }
export const PHONE = { width: 390, height: 844 }

export interface OpenedBrowser {
  page: Page
  context: BrowserContext
  /** What the page wrote to its console as an error, and requests that failed. */
  faults: string[]
  /** Nothing of it runs, as when its machine sleeps. */
  sleep(): void
  wake(): void
  close(): Promise<void>
}

/**
 * A real Chromium with a microphone that hears a steady tone, so that a test can tell whose voice arrived where.
 * `realPermissions`: the microphone and notifications are allowed, and a test can take them back; else every microphone is given unasked.
 * @param hertz the tone this person speaks
 */
export async function openBrowser(options: { hertz: number; viewport?: { width: number; height: number }; language?: 'vi' | 'en'; script?: boolean; realPermissions?: boolean }): Promise<OpenedBrowser> {
  const folder = await mkdtemp(join(tmpdir(), 'hotline-browser-'))
  const tone = join(folder, 'voice.wav')
  writeToneFile(tone, options.hertz)
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    viewport: options.viewport ?? DESK,
    locale: options.language === 'en' ? 'en-GB' : 'vi-VN',
    javaScriptEnabled: options.script ?? true,
    timezoneId: 'Asia/Ho_Chi_Minh',
    permissions: options.realPermissions ? ['microphone', 'notifications'] : ['microphone'],
    ignoreDefaultArgs: ['--mute-audio'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      ...(options.realPermissions ? [] : ['--use-fake-ui-for-media-stream']),
      `--use-file-for-fake-audio-capture=${tone}`,
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
    ],
  })
  // Ample: a limit ends what hangs, and does not judge how quick the machine is.
  context.setDefaultTimeout(60_000)
  const page = context.pages()[0] ?? (await context.newPage())
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  page.on('pageerror', (error) => faults.push(String(error)))
  const profile = join(folder, 'profile')
  return {
    page,
    context,
    faults,
    sleep: () => signalBrowser(profile, 'SIGSTOP'),
    wake: () => signalBrowser(profile, 'SIGCONT'),
    close: async () => {
      await context.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
