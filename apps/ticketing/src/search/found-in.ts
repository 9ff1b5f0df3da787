import type { FoundIn, TicketSummary } from '@app/contracts'
import { numberKey } from '@app/phone-number'
import { isWanted, marksIn, wordsIn, type AllOf, type WantedWord } from '@app/word-search'

export interface Searched {
  digits: string | null
  exact: AllOf
  slips: readonly WantedWord[]
}

/** Where in what is shown of a ticket the search was found. */
export function foundIn({ code, description, place, citizenName, citizenNumber }: Pick<TicketSummary, 'code' | 'description' | 'place' | 'citizenName' | 'citizenNumber'>, { digits, exact, slips }: Searched, slip: boolean): FoundIn {
  const wanted = slip ? slips : exact
  const byCode = digits !== null && code.startsWith(digits)
  const byNumber = digits !== null && citizenNumber !== null && (numberKey(citizenNumber)?.startsWith(numberKey(digits) ?? '-') ?? false)
  const words = [description, place ?? '', citizenName ?? ''].flatMap((text) => wordsIn(text).map(({ word }) => word))
  return {
    code: byCode,
    citizenNumber: byNumber,
    description: marksIn(description, wanted),
    place: marksIn(place ?? '', wanted),
    citizenName: marksIn(citizenName ?? '', wanted),
    elsewhere: !byCode && !byNumber && !wanted.every((one) => words.some((word) => isWanted(one, word))),
    slip,
  }
}
