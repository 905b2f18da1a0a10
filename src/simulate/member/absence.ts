import type { Displacement } from "../miners/displacement.ts";
import type { Fleet } from "../miners/fleet.ts";

/** What became of the machines that orders and outages took off the network. */
export class Absence {
  /** Without a plug, scrapped, waiting or without power, EH/s. */
  hashrate: number = NaN;
  /** Million machines being taken down or sold. */
  displaced: number = NaN;
  /** Million machines on the road, for good or for the season. */
  inTransit: number = NaN;
  queued: number = NaN;
  waiting: number = NaN;
  lost: number = NaN;

  /** Adds up anew who is off and where the machines are. Machines = hashrate / hashrate of one. */
  count(fleet: Fleet, displacement: Displacement): void {
    const { dismantling, resale, onTheRoad, queue, lost, scrapped, seasonal } = displacement;
    let displaced = 0;
    let inTransit = 0;
    let queued = 0;
    let gone = 0;
    let hashrate = 0;
    const seasons = seasonal.length;
    for (let machine = 0; machine < queue.length; machine += 1) {
      const each = fleet.perMachine[machine] ?? NaN;
      const unplugged = dismantling.of(machine) + resale.of(machine);
      let travelling = onTheRoad.of(machine);
      for (let lane = 0; lane < seasons; lane += 1) travelling += seasonal[lane]?.of(machine) ?? 0;
      const waiting = queue[machine] ?? 0;
      displaced += unplugged * each;
      inTransit += travelling * each;
      queued += waiting * each;
      gone += (lost[machine] ?? 0) * each;
      hashrate += unplugged + travelling + waiting + (scrapped[machine] ?? 0);
    }
    fleet.countDark();
    this.hashrate = hashrate + fleet.darkHash;
    this.displaced = displaced;
    this.inTransit = inTransit;
    this.queued = queued;
    this.waiting = fleet.darkMachines;
    this.lost = gone;
  }
}
