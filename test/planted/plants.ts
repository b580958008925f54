import type { Plant } from "./plant.ts";
import { CONSOLE } from "./plants/console.ts";
import { DELIVERY } from "./plants/delivery.ts";
import { DOORS } from "./plants/doors.ts";
import { PEOPLE } from "./plants/people.ts";
import { SEQUENCES } from "./plants/sequences.ts";
import { STANDSTILL } from "./plants/standstill.ts";
import { STEPS } from "./plants/steps.ts";
import { WHEEL } from "./plants/wheel.ts";

/**
 * Each is a mistake that could be made; the simulation, or the test that it names, must find
 * it.
 */
export const PLANTS: Plant[] = [
  ...[...DELIVERY, ...SEQUENCES, ...WHEEL, ...PEOPLE, ...STEPS],
  ...[...DOORS, ...STANDSTILL, ...CONSOLE],
];
