import { describe, expect, it } from 'vitest'
import { bodies, papers } from '#tests/papers.ts'
import { documentTypes } from './document.ts'
import { signingObstacles, signingWarnings } from './signing.ts'

const decision = papers.recognitionDecision

describe('signing', () => {
  it.each(documentTypes)('a complete %s meets no obstacle', (type) => {
    expect(signingObstacles(papers[type])).toEqual([])
  })

  it('is refused to an appraisal team that would decide', () => {
    expect(signingObstacles({ ...decision, body: bodies.team })).toEqual([{ code: 'body_may_not_issue' }])
  })

  it('is refused before the first known layout rule', () => {
    expect(signingObstacles({ ...decision, day: '2018-04-02' })).toEqual([
      { code: 'no_layout_rule', day: '2018-04-02' },
    ])
  })

  it('of minutes needs a recorder and a chair', () => {
    const minutes = papers.appraisalMinutes
    expect(signingObstacles({ ...minutes, signing: decision.signing })).toEqual([{ code: 'minutes_need_two_signers' }])
    expect(signingObstacles({ ...minutes, signing: { form: 'minutes', recorder: null, chair: 'Lê Văn Chủ' } })).toEqual(
      [{ code: 'signer_unknown' }],
    )
  })

  it('needs a name and something to sign', () => {
    const signing = { form: 'collective', post: 'Bí thư', name: ' ' } as const
    expect(signingObstacles({ ...decision, signing, blocks: [] })).toEqual([
      { code: 'signer_unknown' },
      { code: 'nothing_written' },
    ])
  })
})

describe('the signer', () => {
  it('is warned of abolished bodies after the districts, not before', () => {
    expect(signingWarnings(decision)).toEqual([])
    expect(signingWarnings({ ...decision, day: '2026-09-05' })).toEqual([
      { code: 'names_abolished_bodies', phrases: ['Huyện ủy'] },
    ])
  })

  it('is told when a document goes out without a number', () => {
    expect(signingWarnings(papers.registrationList)).toEqual([{ code: 'goes_out_without_number' }])
    expect(signingWarnings(papers.appraisalReport)).toEqual([{ code: 'goes_out_without_number' }])
  })
})
