import { expect, it } from 'vitest';
import { duties, duty, plan } from '../crisis/invented';
import { inOrder, matching } from './order';

it('the leader first, then as the teams of the plan, then the rest by name', () =>
  expect(inOrder([...duties.values(), duty('zebra', 'Z'), duty('alfa', 'A')], plan).map((one) => one.id)).toEqual(['rol', 'leader', 'fire', 'health', 'mayor', 'alfa', 'chair', 'zebra']));
it('finds by function and by name', () => {
  expect(matching([...duties.values()], 'wout').map((one) => one.id)).toEqual(['rol']);
  expect(matching([...duties.values()], 'fire').map((one) => one.id)).toEqual(['fire']);
});
