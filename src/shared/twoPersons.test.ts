import fc from 'fast-check'
import { expect, it } from 'vitest'
import { refuseAlone } from './twoPersons.ts'

it('whoever prepared something in any part does not decide it, whoever else did', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string()), (person, others) => {
      expect(refuseAlone(person, [...others, person])).toBe('second_person')
      expect(
        refuseAlone(
          person,
          others.filter((other) => other !== person),
        ),
      ).toBeNull()
    }),
  )
})

it('nothing of the kind is decided by another system', () => {
  expect(refuseAlone(null, ['somebody'])).toBe('person_required')
})
