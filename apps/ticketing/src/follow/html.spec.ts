import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { html } from './html.js'

describe('markup', () => {
  it('takes no value for markup', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const { markup } = html`<p title="${value}">${value}</p>`
        expect(markup.replace(/^<p title="|">|<\/p>$/g, '')).not.toMatch(/[<>"']/)
      }),
    )
    expect(html`<p>${'<script>'}</p>`.markup).toBe('<p>&#60;script&#62;</p>')
  })

  it('puts markup into markup, many after each other, and nothing for nothing', () => {
    expect(html`<ul>${['a', 'b'].map((item) => html`<li>${item}</li>`)}${null}${false}${0}</ul>`.markup).toBe('<ul><li>a</li><li>b</li>0</ul>')
  })
})
