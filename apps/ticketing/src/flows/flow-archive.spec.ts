import { describe, expect, it } from '@jest/globals'
import { strToU8, zipSync, type Zippable } from 'fflate'
import { BadFlowArchive, LARGEST_ARCHIVE, LARGEST_FLOW_FILE, packFlow, unpackFlow } from './flow-archive.js'
import { LARGEST_RECORDING } from './take-large-bodies.js'

const flow = 'name: Xin chào\n'
const sound = new Uint8Array([82, 73, 70, 70, 0, 255])
const zip = (entries: Zippable) => zipSync({ 'flow.yaml': strToU8(flow), ...entries })
const faultOf = (bytes: Uint8Array) => {
  try {
    unpackFlow(bytes)
  } catch (error) {
    if (error instanceof BadFlowArchive) return [error.fault, error.entry]
    throw error
  }
  return null
}

describe('a flow with its recordings', () => {
  it('comes out as it went in', () => {
    const archive = { flow, recordings: [{ language: 'vi' as const, prompt: 'welcome', sound }, { language: 'en' as const, prompt: 'main-menu', sound }] }
    const { recordings, ...rest } = unpackFlow(packFlow(archive))
    expect(rest).toEqual({ flow })
    expect(recordings.map(({ sound, ...about }) => ({ ...about, sound: [...sound] }))).toEqual(archive.recordings.map((recording) => ({ ...recording, sound: [...sound] })))
  })

  it('may have been packed again by a person, with folders', () => {
    expect(unpackFlow(zip({ 'recordings/': new Uint8Array(), 'recordings/vi/': new Uint8Array(), 'recordings/vi/welcome.wav': [sound, { level: 9 }] })).recordings).toHaveLength(1)
  })

  it.each(['../flow.yaml', '/etc/passwd', 'recordings/vi/../../x.wav', 'recordings/fr/welcome.wav', 'recordings/vi/Welcome.wav', 'recordings/vi/welcome.mp3', 'recordings\\vi\\welcome.wav', 'notes.txt'])('is refused with %s in it', (name) => {
    expect(faultOf(zip({ [name]: sound }))).toEqual(['strange-entry', name])
  })

  it('is refused when it would grow large, before it does', () => {
    expect(faultOf(zip({ 'recordings/vi/welcome.wav': new Uint8Array(LARGEST_RECORDING + 1) }))).toEqual(['too-large', 'recordings/vi/welcome.wav'])
    expect(faultOf(zipSync({ 'flow.yaml': new Uint8Array(LARGEST_FLOW_FILE + 1) }))).toEqual(['too-large', 'flow.yaml'])
    const large = new Uint8Array(LARGEST_RECORDING)
    expect(faultOf(zip(Object.fromEntries(['a', 'b', 'c', 'd'].map((prompt) => [`recordings/vi/${prompt}.wav`, large]))))).toEqual(['too-large', ''])
    expect(faultOf(zip(Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`recordings/vi/p${i}.wav`, sound]))))).toEqual(['too-large', ''])
    expect(faultOf(new Uint8Array(LARGEST_ARCHIVE + 1))).toEqual(['too-large', ''])
  })

  it('is no larger than it says, whatever is in it', () => {
    const bytes = zip({ 'recordings/vi/welcome.wav': [new Uint8Array(1_000_000), { level: 9 }] })
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    // The size in each header, as somebody may write it there.
    for (let at = 0; at + 4 <= bytes.length; at++) if (view.getUint32(at, true) === 1_000_000) view.setUint32(at, 10, true)
    expect(unpackFlow(bytes).recordings.map(({ sound }) => sound.length)).toEqual([10])
  })

  it.each([
    ['nothing', new Uint8Array(), 'not-a-zip'],
    ['a text', strToU8(flow), 'not-a-zip'],
    ['half of one', zip({ 'recordings/vi/welcome.wav': sound }).subarray(0, 60), 'not-a-zip'],
    ['a flow that is no text', zipSync({ 'flow.yaml': new Uint8Array([255, 254, 0]) }), 'no-flow'],
    ['recordings alone', zipSync({ 'recordings/vi/welcome.wav': sound }), 'no-flow'],
  ])('is not %s', (_, bytes, fault) => {
    expect(faultOf(bytes)?.[0]).toBe(fault)
  })
})
