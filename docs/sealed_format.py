#!/usr/bin/env python3
"""The sealed format (sealed-format.md) a second time, from its description and RFC 9180 alone.

Prints the vector that Tests/VaultTests/GoldenVectorTests.swift opens. Needs the package `cryptography`.
"""

import hashlib
import hmac
import struct

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

CHUNK = 65536


def extract(salt, key):
    return hmac.new(salt or bytes(32), key, hashlib.sha256).digest()


def expand(key, info, length):
    out, block, count = b"", b"", 1
    while len(out) < length:
        block = hmac.new(key, block + info + bytes([count]), hashlib.sha256).digest()
        out += block
        count += 1
    return out[:length]


def labeled_extract(suite, salt, label, key):
    return extract(salt, b"HPKE-v1" + suite + label + key)


def labeled_expand(suite, key, label, info, length):
    return expand(key, struct.pack(">H", length) + b"HPKE-v1" + suite + label + info, length)


def hpke_seal(recipient, ephemeral, info, aad, text):
    """RFC 9180, base mode, single shot: DHKEM(X25519, HKDF-SHA256) 0x20, HKDF-SHA256 1, ChaCha20-Poly1305 3."""
    enc = ephemeral.public_key().public_bytes_raw()
    kem = b"KEM" + struct.pack(">H", 0x20)
    secret = labeled_extract(kem, b"", b"eae_prk", ephemeral.exchange(recipient))
    shared = labeled_expand(kem, secret, b"shared_secret", enc + recipient.public_bytes_raw(), 32)
    suite = b"HPKE" + struct.pack(">HHH", 0x20, 1, 3)
    context = b"\0" + labeled_extract(suite, b"", b"psk_id_hash", b"") + labeled_extract(suite, b"", b"info_hash", info)
    secret = labeled_extract(suite, shared, b"secret", b"")
    key = labeled_expand(suite, secret, b"key", context, 32)
    nonce = labeled_expand(suite, secret, b"base_nonce", context, 12)
    return enc, ChaCha20Poly1305(key).encrypt(nonce, text, aad)


def binding(purpose, owner):
    return b"inward-sealed" + bytes([1, purpose, len(owner)]) + owner


def sealed_key(recipient, ephemeral, epoch, data_key, bound):
    identifier = hashlib.sha256(recipient.public_bytes_raw()).digest()[:8]
    head = b"\1" + struct.pack(">I", epoch) + identifier
    enc, wrapped = hpke_seal(recipient, ephemeral, b"inward data key 1", head + bound, data_key)
    return head + enc + wrapped


def content(data_key, text, bound):
    chunks = [text[i : i + CHUNK] for i in range(0, len(text), CHUNK)] or [b""]
    out = b"INWC\1"
    for number, chunk in enumerate(chunks):
        nonce = bytes(3) + struct.pack(">Q", number) + bytes([number == len(chunks) - 1])
        out += ChaCha20Poly1305(data_key).encrypt(nonce, chunk, bound)
    return out


if __name__ == "__main__":
    private = X25519PrivateKey.from_private_bytes(bytes(range(32)))
    ephemeral = X25519PrivateKey.from_private_bytes(bytes(range(32, 64)))
    data_key = bytes(range(64, 96))
    bound = binding(2, b"7k3m9qx")
    print("key    ", sealed_key(private.public_key(), ephemeral, 5, data_key, bound).hex())
    print("short  ", content(data_key, b"a message", bound).hex())
    print("empty  ", content(data_key, b"", bound).hex())
    long = bytes(i % 251 for i in range(2 * CHUNK + 1))
    print("long   ", hashlib.sha256(content(data_key, long, bound)).hexdigest())
