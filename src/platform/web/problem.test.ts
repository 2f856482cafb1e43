import { describe, expect, test } from 'vitest'
import { isPartMissing, problemOf, refuseStranger, toProblem } from './problem.ts'

const answer = (status: number, body: unknown, type = 'application/problem+json') =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })

describe('a refused answer', () => {
  test('keeps its code, words and fields', async () => {
    const problem = await problemOf(
      answer(422, {
        code: 'invalid',
        status: 422,
        title: 'Nội dung chưa hợp lệ',
        detail: 'Hãy sửa các ô được đánh dấu.',
        errors: [{ pointer: '/address/name', detail: 'Chưa có tên' }],
      }),
    )
    expect(problem).toMatchObject({ code: 'invalid', status: 422, title: 'Nội dung chưa hợp lệ' })
    expect(problem.of('address.name')).toBe('Chưa có tên')
    expect(problem.of('address')).toBeUndefined()
  })

  test.each([
    ['alone', [{ code: 'evidence', text: 'Tiêu chuẩn 3: thiếu biên bản', to: '/dossiers/1' }]],
    [
      'under their name',
      { obstacles: [{ code: 'evidence', text: 'Tiêu chuẩn 3: thiếu biên bản', to: '/dossiers/1' }] },
    ],
  ])('carries its obstacles as data, %s', async (_, data) => {
    const problem = await problemOf(answer(422, { code: 'obstacles', title: 'Còn việc phải làm', data }))
    expect(problem.obstacles).toEqual([{ code: 'evidence', text: 'Tiêu chuẩn 3: thiếu biên bản', to: '/dossiers/1' }])
  })

  test.each([
    [
      'a page of a proxy',
      new Response('<h1>Bad gateway</h1>', { status: 502, headers: { 'content-type': 'text/html' } }),
    ],
    ['broken JSON', new Response('{', { status: 500, headers: { 'content-type': 'application/json' } })],
    ['JSON that is not ours', answer(500, { message: 'no' }, 'application/json')],
  ])('that is %s is known as the system not answering', async (_, response) => {
    expect(await problemOf(response)).toMatchObject({ code: 'unavailable', status: response.status })
  })
})

test('a page that a proxy puts in the place of an answer is no answer, although it says that all is well', () => {
  const page = new Response('<h1>Sign in</h1>', { headers: { 'content-type': 'text/html' } })
  expect(() => refuseStranger(page)).toThrow(expect.objectContaining({ code: 'unavailable', status: 502 }))
  const ours = answer(200, { items: [] }, 'application/json')
  expect(refuseStranger(ours)).toBe(ours)
  const nothing = new Response(null, { status: 204 })
  expect(refuseStranger(nothing)).toBe(nothing)
})

test.each(['Failed to fetch dynamically imported module: https://x/a.js', 'Importing a module script failed.'])(
  'a page whose code did not arrive is told from a fault of ours: %s',
  (message) => {
    expect(isPartMissing(new TypeError(message))).toBe(true)
    expect(isPartMissing(new TypeError('x is not a function'))).toBe(false)
  },
)

test('a fault of our own keeps its cause', () => {
  const fault = new TypeError('x is not a function')
  expect(toProblem(fault)).toMatchObject({ code: 'unexpected', cause: fault })
})
