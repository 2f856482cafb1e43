import { existsSync } from 'node:fs'
import fc from 'fast-check'
import { describe } from 'vitest'
import { describeReform } from '#tests/reformStory.ts'

const lists = { before: '../shared/data/vn-units-2019.csv', after: '../shared/data/vn-units-2025.csv' }
const seeds = fc.sample(fc.nat(), 4)

// The lists of the whole country lie beside the project, not in it.
for (const seed of existsSync(lists.before) ? seeds.slice(0, 1) : [])
  describe(`the reform of six whole provinces over a populated organisation, seed ${seed}`, () => {
    describeReform(lists, seed)
  })

for (const seed of seeds)
  describe(`a reform of real communes, cut small, seed ${seed}`, () => {
    describeReform({ before: 'tests/unitsBefore.csv', after: 'tests/unitsAfter.csv' }, seed)
  })
