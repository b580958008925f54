import type { Plant } from "./plant.ts";
import { DELIVERY } from "./plants/delivery.ts";
import { PEOPLE } from "./plants/people.ts";
import { SEQUENCES } from "./plants/sequences.ts";
import { STEPS } from "./plants/steps.ts";
import { WHEEL } from "./plants/wheel.ts";

/** Each is a mistake that somebody could make; the simulation must find every one of them. */
export const PLANTS: Plant[] = [...DELIVERY, ...SEQUENCES, ...WHEEL, ...PEOPLE, ...STEPS];
