import { run } from './run.js'
import type { SoundKind } from './sound-kind.js'

/** What a telephone line carries: 8 kHz, mono, 16 bit. */
const TELEPHONE = ['-r', '8000', '-c', '1', '-b', '16']
/** Evens out loud and quiet, so that a prompt is understood on a street; ends with a breath of silence. */
const LEVELLED = ['norm', '-3', 'compand', '0.02,0.2', '6:-60,-60,-20,-12,0,-4', '-3', 'pad', '0', '0.15']

/** Joins sounds, of whatever form sox reads, into one levelled telephone sound. @throws Error with sox's own words */
export const telephoneSound = (sources: readonly string[], target: string): Promise<void> => run('sox', [...sources, ...TELEPHONE, target, ...LEVELLED])

/** A sound of a known kind as a plain WAV of the form that espeak-ng has, since only sounds of one form can be joined. @throws Error with sox's own words */
export const plainSound = (source: string, kind: SoundKind, target: string): Promise<void> => run('sox', ['-t', kind, source, '-r', '22050', '-c', '1', '-b', '16', '-t', 'wav', target])

/** A recording keeps its own dynamics. @throws Error with sox's own words */
export const telephoneRecording = (source: string, target: string): Promise<void> => run('sox', [source, ...TELEPHONE, target, 'norm', '-3'])

/** Tones and chords, made of nothing. @param effects as sox names them */
export const telephoneTone = (effects: readonly string[], target: string): Promise<void> => run('sox', ['-n', ...TELEPHONE, target, ...effects])
