import { describe, expect, it } from '@jest/globals'
import { events, second } from './ami-rows.testing.js'
import { differences } from './differences.js'
import { fold } from './fold.js'
import { emptyMirror, type AmiRow } from './mirror.js'

const { join, leave, offered, connect, added, paused, removed, status } = events
const after = (...history: AmiRow[]) => history.reduce((mirror, event, i) => fold(mirror, event, second(i)), emptyMirror())
const ringing = [added('procedures', 7), join('procedures', '1.1', 1), offered('procedures', '1.1', 7, '1.2')]
const talking = [...ringing, leave('procedures', '1.1'), connect('procedures', '1.1', 7, '1.2')]

describe('what two mirrors disagree on', () => {
  it.each<[string, AmiRow[], AmiRow[], string[]]>([
    ['a caller of whom one does not know', [join('procedures', '1.1', 1)], [], ['queue procedures: mirror has [1.1], Asterisk has []']],
    ['the order of callers', [join('reports', '1.1', 1), join('reports', '2.1', 2)], [join('reports', '2.1', 1), join('reports', '1.1', 2)], ['queue reports: mirror has [1.1 2.1], Asterisk has [2.1 1.1]']],
    ['a member of whom one does not know', [], [added('procedures', 7)], ['PJSIP/op-7: mirror has offline in no queue, Asterisk has available in procedures']],
    ['the queues of a member', [added('procedures', 7), added('reports', 7)], [added('procedures', 7)], ['PJSIP/op-7: mirror has available in procedures, reports, Asterisk has available in procedures']],
    ['a pause', [added('procedures', 7)], [paused('procedures', 7, 'meal')], ['PJSIP/op-7: mirror has available in procedures, Asterisk has paused in procedures paused (meal)']],
    ['the reason of a pause', [paused('procedures', 7, 'meeting')], [paused('procedures', 7, 'meal')], ['PJSIP/op-7: mirror has paused in procedures paused (meeting), Asterisk has paused in procedures paused (meal)']],
    ['a softphone that is gone', [added('procedures', 7)], [status('procedures', 7, 5)], ['PJSIP/op-7: mirror has available in procedures, Asterisk has unreachable in procedures']],
    ['which call rings', ringing, [added('procedures', 7), join('procedures', '1.1', 1), offered('procedures', '9.1', 7, '9.2')], ['PJSIP/op-7: mirror has offered in procedures with 1.1, Asterisk has offered in procedures with 9.1']],
    ['a talk that is over', talking, [added('procedures', 7)], ['PJSIP/op-7: mirror has talking in procedures with 1.1, Asterisk has available in procedures']],
    ['a talk that is over of somebody who left every queue', [...talking, removed('procedures', 7)], [], ['PJSIP/op-7: mirror has talking in no queue with 1.1, Asterisk has offline in no queue']],
  ])('is %s', (_name, mine, asterisks, expected) => {
    expect(differences(after(...mine), after(...asterisks))).toEqual(expected)
  })

  it('is nothing when only the moments differ', () => {
    const later = talking.reduce((mirror, event) => fold(mirror, event, second(500)), emptyMirror())
    expect(differences(after(...talking), later)).toEqual([])
  })

  it('is not a queue that one has heard of and that is empty', () => {
    expect(differences(after(join('procedures', '1.1', 1), leave('procedures', '1.1')), emptyMirror())).toEqual([])
  })

  it('is not the order in which memberships began', () => {
    expect(differences(after(added('procedures', 7), added('reports', 7)), after(added('reports', 7), added('procedures', 7)))).toEqual([])
  })
})
