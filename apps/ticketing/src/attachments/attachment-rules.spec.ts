import { ATTACHMENT_SENDERS, AttachmentType, ROLES, type ProvedDeed } from '@app/contracts'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { isProof, isShownToCitizen, mayChangeFile, proofMissing, type ProofQuestion, type RuledFile } from './attachment-rules.js'

const day = (n: number) => new Date(Date.UTC(2026, 10, n))
const photo = (more: Partial<RuledFile> = {}): RuledFile => ({ type: 'image/jpeg', sender: 'officer', by: 7, at: day(10), isPublic: true, ...more })
const question = (more: Partial<ProofQuestion> = {}): ProofQuestion => ({ needsProof: true, place: 'Hẻm 12', openedAt: day(5), reportedAt: null, ...more })
const anyFile = fc.record({ type: fc.constantFrom(...AttachmentType.options), sender: fc.constantFrom(...ATTACHMENT_SENDERS), by: fc.option(fc.nat(3)), at: fc.integer({ min: 1, max: 28 }).map(day), isPublic: fc.boolean() })

describe('a proof', () => {
  it.each<[string, Partial<RuledFile>, boolean]>([
    ["the department's photo for the citizen", {}, true],
    ["the department's PDF for the citizen", { type: 'application/pdf' }, true],
    ['a photo for the house', { isPublic: false }, false],
    ["the citizen's own photo", { sender: 'citizen', by: null }, false],
    ['what an operator was sent', { sender: 'operator' }, false],
    ['a sound', { type: 'audio/mpeg' }, false],
  ])('is %s: %j → %s', (_what, more, proof) => {
    expect(isProof(photo(more))).toBe(proof)
    expect(proofMissing('answered', question(), [photo(more)])).toBe(!proof)
  })

  it.each<[string, ProvedDeed, Partial<ProofQuestion>, RuledFile[], boolean]>([
    ['no answer of a category that asks for none', 'answered', { needsProof: false }, [], false],
    ['one from before the ticket was reopened does not count', 'answered', { openedAt: day(11) }, [photo()], true],
    ['one of the very moment counts', 'answered', { openedAt: day(10) }, [photo()], false],
    ['an answer takes the photo of a progress report', 'answered', { reportedAt: day(11) }, [photo()], false],
    ['a progress report without a place needs none', 'time-asked', { place: null }, [], false],
    ['a progress report with a place needs one', 'time-asked', { needsProof: false }, [], true],
    ['the second report needs another', 'time-asked', { reportedAt: day(11) }, [photo()], true],
    ['a report from before the reopening is forgotten', 'time-asked', { reportedAt: day(2), openedAt: day(9) }, [photo()], false],
  ])('%s', (_what, deed, more, files, missing) => {
    expect(proofMissing(deed, question(more), files)).toBe(missing)
  })

  it('once given is not missed by what else is added', () => {
    fc.assert(
      fc.property(fc.array(anyFile), fc.array(anyFile), fc.constantFrom<ProvedDeed>('answered', 'time-asked'), fc.boolean(), (files, more, deed, needsProof) => {
        if (!proofMissing(deed, question({ needsProof }), files)) expect(proofMissing(deed, question({ needsProof }), [...files, ...more])).toBe(false)
      }),
    )
  })
})

describe('the citizen', () => {
  it.each<[string, Partial<RuledFile>, Date | null, boolean, boolean]>([
    ['sees the own photo at once', { sender: 'citizen', by: null }, null, false, true],
    ['sees no photo of an answer that waits for approval', {}, null, false, false],
    ['sees it with the answer', {}, day(11), true, true],
    ['sees what came with a progress report', {}, day(11), false, true],
    ['does not see what was added after it', { at: day(12) }, day(11), false, false],
  ])('%s', (_what, more, toldAt, answered, shown) => {
    expect(isShownToCitizen(photo(more), { toldAt, answered })).toBe(shown)
  })

  it('never sees what is for the house', () => {
    fc.assert(fc.property(anyFile, fc.option(fc.integer({ min: 1, max: 28 }).map(day)), fc.boolean(), (file, toldAt, answered) => expect(isShownToCitizen({ ...file, isPublic: false }, { toldAt, answered })).toBe(false)))
  })
})

it('whose file it is may change it until the answer; a supervisor or administrator always; a manager never', () => {
  const cells = ROLES.map((role) => [role, [7, 8].map((userId) => [null, day(12)].map((answeredAt) => mayChangeFile(photo(), { userId, role }, answeredAt)))])
  expect(Object.fromEntries(cells)).toEqual({
    operator: [[true, false], [false, false]],
    officer: [[true, false], [false, false]],
    supervisor: [[true, true], [true, true]],
    admin: [[true, true], [true, true]],
    manager: [[false, false], [false, false]],
  })
})
