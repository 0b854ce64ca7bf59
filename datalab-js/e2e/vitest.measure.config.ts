import tests from './vitest.config';

/** Measurements are run by hand: nothing fails by a timing. */
export default { ...tests, test: { ...tests.test, include: ['**/*.measure.ts'] } };
