import { describe } from 'vitest'
import { describeReform } from '#tests/reformStory.ts'

describe('a reform of real communes, cut small, over a populated organisation', () => {
  describeReform({ before: 'tests/unitsBefore.csv', after: 'tests/unitsAfter.csv' }, 2025)
})
