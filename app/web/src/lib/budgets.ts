import type { Schemas } from '../api/client';
import { energyUnit, massUnit, powerUnit, symbol } from './numbers';

type Measure = Schemas['BudgetTerms']['measure'];

export interface BudgetUnit {
  prefix: string;
  unit: string;
  scale: number;
}

/** The unit that people read a budget in; `size` is the largest figure beside it. */
export function budgetUnit(measure: Measure, currency: string | null | undefined, size: number): BudgetUnit {
  switch (measure) {
    case 'energy':
      return { prefix: '', ...energyUnit(size) };
    case 'power':
      return { prefix: '', ...powerUnit(size) };
    case 'carbon':
      return { prefix: '', ...massUnit(size) };
    case 'money':
      return { prefix: symbol(currency ?? ''), unit: '', scale: 1 };
    case 'energy_per_token':
      return { prefix: '', unit: 'J', scale: 1 };
    case 'gap_ratio':
      return { prefix: '', unit: '%', scale: 0.01 };
  }
}

/** The unit in which a limit is typed, whatever its size. */
export const TYPED: Record<Measure, { unit: string; scale: number }> = {
  energy: { unit: 'kWh', scale: 3.6e6 },
  power: { unit: 'kW', scale: 1e3 },
  carbon: { unit: 'kg', scale: 1e3 },
  money: { unit: '', scale: 1 },
  energy_per_token: { unit: 'J', scale: 1 },
  gap_ratio: { unit: '%', scale: 0.01 },
};
