import { randomUUID } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import type { Category } from '@app/contracts'
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { Operator } from '../operators/operator.js'
import { Api } from '../stack/api.js'
import { expectEventually } from '../stack/expect-eventually.js'
import { address, password } from '../stack/stack.js'

const PEOPLE = [
  { username: 'operator1', lands: 'desk' },
  { username: 'supervisor', lands: 'hall' },
  { username: 'officer-xaydung', lands: 'inbox' },
  { username: 'manager', lands: 'hall' },
  { username: 'admin', lands: 'flows' },
] as const
/** Of a manager that is every third page there is, each looked at twice. */
const LONG_MS = 600_000
const APPEARANCES = ['light', 'dark'] as const
/** Pages that no link of the head leads to (the reports are looked at in statistics/reports.system.spec.ts). */
const ALSO: Partial<Record<(typeof PEOPLE)[number]['username'], string[]>> = {
  supervisor: ['/wall', '/goi-1022', '/theo-doi'],
  manager: ['/reports/behind/calls?from=2026-01-01&to=2026-01-31', '/persons-data/retention', '/persons-data/person', '/no-such-page'],
  admin: ['/ticket-rules/deadlines', '/ticket-rules/viewers', '/knowledge/keep', '/knowledge/figures'],
}
/** What opens on a page, by what is pressed one after the other. */
const PANELS: Partial<Record<(typeof PEOPLE)[number]['username'], [page: string, ...pressed: string[]][]>> = {
  operator1: [['/desk', 'sound-check'], ['/desk', 'shortcuts']],
  manager: [['/boards', 'board-new', 'board-add'], ['/reports/volume', 'report-export']],
  supervisor: [['/answer-templates', 'template-new']],
  admin: [['/directory', 'tab-api-keys', 'api-key-new'], ['/desk-rules', 'tab-dispositions']],
}

/** What a person who sees badly, or works without a mouse, would stumble over; the rules of WCAG 2.2 A and AA as axe knows them. */
async function serious(person: Operator, where: string, colours = false): Promise<string[]> {
  const axe = new AxeBuilder({ page: person.page })
  const { violations } = await (colours ? axe.withRules('color-contrast') : axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${where}: ${id}: ${html.slice(0, 160)} ${failureSummary?.split('\n')[1]?.trim().slice(0, 160) ?? ''}`))
}

/** What was asked for is there, in the wanted colours. The network is no sign: the desk's heart-beat counts as a request that never ends. */
const untilStill = (page: Operator['page'], scheme: (typeof APPEARANCES)[number]) =>
  expectEventually(async () =>
    // The citizen's page without scripts knows no scheme of its own, and lets nothing be waited for in it.
    expect(
      await page.evaluate(`
        (document.documentElement.dataset.mantineColorScheme ?? '${scheme}') === '${scheme}' &&
        !document.querySelector('.mantine-Loader-root, .mantine-Skeleton-root[data-visible]') &&
        document.getAnimations().every((one) => !(one instanceof CSSTransition))`),
    ).toBe(true),
  )

describe('every page', () => {
  let person: Operator | undefined
  /** What somebody before has looked at is not looked at again. */
  const lookedAt = new Set<string>()

  beforeAll(async () => {
    const operator = await Api.signIn(address, 'operator1', password)
    const categories = await operator.get<Category[]>('/api/categories')
    await operator.request('POST', '/api/tickets', { requestId: randomUUID(), kind: 'problem', categoryId: categories.find(({ code }) => code === 'den-duong')?.id, description: 'Đèn đường trước nhà số 12 không sáng.', place: '12 Nguyễn Huệ', citizenNumber: '0912345699' })
  })
  afterEach(() => person?.close())

  it.each(PEOPLE)('of $username has nothing that keeps somebody out, in light and in dark, and is not wider than the screen', async ({ username, lands }) => {
    person = await Operator.signIn(address, { username, password, hertz: 600, lands })
    const { page } = person
    const screens = await page.locator('.screen-links [data-testid^="nav-"]').evaluateAll((links: { getAttribute(name: string): string | null }[]) => links.map((link) => link.getAttribute('href') ?? ''))
    expect(screens.length).toBeGreaterThan(0)
    const others = [...screens, ...(ALSO[username] ?? [])].filter((screen) => !lookedAt.has(screen)).map((screen): [string, ...string[]] => [screen])
    const found: string[] = []
    // A colour on its way to another has no contrast to be judged.
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
    // As the machine is: then a page need not be loaded again for its other colours.
    await page.getByTestId('appearance').click()
    await page.getByTestId('appearance-auto').click()
    for (const [screen, ...pressed] of [...others, ...(PANELS[username] ?? [])]) {
      lookedAt.add(screen)
      const where = [screen, ...pressed].join(' ')
      await page.goto(`${address}${screen}`)
      for (const button of pressed) await page.getByTestId(button).first().click()
      await page.locator('main:visible, .desk:visible, [data-testid]:visible').first().waitFor()
      for (const scheme of APPEARANCES) {
        await page.emulateMedia({ colorScheme: scheme })
        await untilStill(page, scheme)
        // Only its colours are others in the dark.
        found.push(...(await serious(person, `${where} (${scheme})`, scheme === 'dark')))
      }
      const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
      if (over > 0) found.push(`${where}: ${over} px wider than the screen`)
    }
    // With high contrast, still dark: the first page tells whether colours fit together.
    await page.goto(`${address}${screens[0]}`)
    await page.getByTestId('appearance').click()
    await page.getByTestId('appearance-contrast').click()
    await untilStill(page, 'dark')
    found.push(...(await serious(person, `${screens[0]} (high contrast)`)))
    expect(found).toEqual([])
  }, LONG_MS)
})
