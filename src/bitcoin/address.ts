import { type HashfallError, invalidInput } from "../base/index.ts";
import { decodeBase58Check, encodeBase58Check } from "./base58.ts";
import { type Bech32Form, decodeBech32, encodeBech32, fromFiveBits, toFiveBits } from "./bech32.ts";
import type { Network } from "./network.ts";

/** The version and bytes of a witness program (BIP 141). */
interface WitnessProgram {
  readonly version: number;
  readonly program: Uint8Array;
}

const HASH_SIZE = 20;
/** OP_DUP OP_HASH160, a push of 20 bytes; after the hash OP_EQUALVERIFY OP_CHECKSIG. */
const PUBLIC_KEY_HASH = { head: [0x76, 0xa9, 0x14], tail: [0x88, 0xac] } as const;
/** OP_HASH160, a push of 20 bytes; after the hash OP_EQUAL (BIP 16). */
const SCRIPT_HASH = { head: [0xa9, 0x14], tail: [0x87] } as const;
/** OP_1; OP_16 is fifteen more. */
const OP_1 = 0x51;
const MAX_WITNESS_VERSION = 16;
const MIN_PROGRAM_SIZE = 2;
const MAX_PROGRAM_SIZE = 40;

interface HashTemplate {
  readonly head: readonly number[];
  readonly tail: readonly number[];
}

/**
 * Address of a locking script as Bitcoin Core prints it, or null where it prints none.
 *
 * A bare public key has no address of its own here, though old explorers show that of its hash; so
 * the first years' coinbases have none. A witness program of a version without rules yet has one.
 *
 * Source: Bitcoin Core v28, src/script/solver.cpp, `Solver`; src/addresstype.cpp,
 * `ExtractDestination`; src/key_io.cpp, `EncodeDestination`.
 */
export function addressOf(lockingScript: Uint8Array, network: Network): string | null {
  const { publicKeyHash, scriptHash, bech32 } = network.addressPrefixes;
  const keyHash = hashIn(lockingScript, PUBLIC_KEY_HASH);
  if (keyHash !== null) return encodeBase58Check(Uint8Array.from([publicKeyHash, ...keyHash]));
  const redeemHash = hashIn(lockingScript, SCRIPT_HASH);
  if (redeemHash !== null) return encodeBase58Check(Uint8Array.from([scriptHash, ...redeemHash]));
  const witness = witnessProgramIn(lockingScript);
  if (witness === null) return null;
  const values = [witness.version, ...toFiveBits(witness.program)];
  return encodeBech32({ form: formOf(witness.version), prefix: bech32, values });
}

/**
 * Locking script that an address stands for: the inverse of `addressOf`.
 *
 * @throws HashfallError `input.invalid` when the text is no address of the network.
 */
export function lockingScriptOf(address: string, network: Network): Uint8Array {
  const prefixed = address.toLowerCase().startsWith(`${network.addressPrefixes.bech32}1`);
  const script = prefixed ? witnessScript(address, network) : hashScript(address, network);
  if (script === null) throw notAnAddress(address, network);
  return script;
}

function notAnAddress(address: string, network: Network): HashfallError {
  return invalidInput(
    "address",
    `"${address.slice(0, 100)}" is not an address of ${network.name}`,
    "copy it whole; a single wrong character makes its checksum fail",
  );
}

function hashIn(script: Uint8Array, { head, tail }: HashTemplate): Uint8Array | null {
  const end = head.length + HASH_SIZE;
  if (script.length !== end + tail.length) return null;
  if (!head.every((byte, i) => script[i] === byte)) return null;
  if (!tail.every((byte, i) => script[end + i] === byte)) return null;
  return script.subarray(head.length, end);
}

/** Source: Bitcoin Core v28, src/script/script.cpp, `IsWitnessProgram`. */
function witnessProgramIn(script: Uint8Array): WitnessProgram | null {
  const [opcode = -1, size = -1] = script;
  const version = opcode === 0 ? 0 : opcode - OP_1 + 1;
  if (opcode !== 0 && version < 1) return null;
  if (script.length !== size + 2 || !isProgram(version, size)) return null;
  return { version, program: script.subarray(2) };
}

function isProgram(version: number, size: number): boolean {
  if (version === 0) return size === 20 || size === 32;
  return version <= MAX_WITNESS_VERSION && size >= MIN_PROGRAM_SIZE && size <= MAX_PROGRAM_SIZE;
}

/** Version 0 keeps the checksum of BIP 173; BIP 350 gives all later ones another. */
function formOf(version: number): Bech32Form {
  return version === 0 ? "bech32" : "bech32m";
}

function witnessScript(address: string, network: Network): Uint8Array | null {
  const decoded = decodeBech32(address);
  if (decoded?.prefix !== network.addressPrefixes.bech32) return null;
  const [version = -1, ...values] = decoded.values;
  const program = fromFiveBits(values);
  if (version < 0 || program === null || !isProgram(version, program.length)) return null;
  if (decoded.form !== formOf(version)) return null;
  return Uint8Array.from([version === 0 ? 0 : OP_1 + version - 1, program.length, ...program]);
}

function hashScript(address: string, network: Network): Uint8Array | null {
  const decoded = decodeBase58Check(address);
  if (decoded?.length !== 1 + HASH_SIZE) return null;
  const [prefix, ...hash] = decoded;
  const template = templateOf(prefix, network);
  return template === null ? null : Uint8Array.from([...template.head, ...hash, ...template.tail]);
}

function templateOf(prefix: number | undefined, network: Network): HashTemplate | null {
  if (prefix === network.addressPrefixes.publicKeyHash) return PUBLIC_KEY_HASH;
  return prefix === network.addressPrefixes.scriptHash ? SCRIPT_HASH : null;
}
