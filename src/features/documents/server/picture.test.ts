import { describe, expect, it } from 'vitest'
import { papers } from '#tests/papers.ts'
import { renderPicture } from './pdf.ts'

describe('a document as a picture', () => {
  it('shows every page: no page is painted over by the next', async () => {
    const svg = new TextDecoder().decode(await renderPicture(papers.appraisalMinutes))
    const height = Number(/viewBox="0 0 [\d.]+ ([\d.]+)"/u.exec(svg)?.[1])
    expect(height).toBeGreaterThan(842 * 1.5)
    expect(svg).not.toMatch(/<path[^>]*fill="#ffffff"/u)
  })

  it('is the same bytes for the same document', async () => {
    expect(await renderPicture(papers.proposal)).toEqual(await renderPicture(papers.proposal))
  })
})
