/** A sentence and the voice that speaks it: "For English, press 9" helps nobody in a Vietnamese voice. */
export interface SpokenPart {
  voice: SpokenLanguage
  text: string
}

export const SPOKEN_LANGUAGES = ['vi', 'en'] as const
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number]
