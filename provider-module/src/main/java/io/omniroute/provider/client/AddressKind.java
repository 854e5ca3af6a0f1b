package io.omniroute.provider.client;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** What an IP address stands for. An address that embeds an IPv4 address is judged by that one. */
enum AddressKind {
    PUBLIC,
    LOOPBACK,
    PRIVATE,
    METADATA,
    LINK_LOCAL,
    MULTICAST,
    RESERVED;

    /** The first match counts. Cloud vendors answer on 169.254.169.254 (link-local); the first four are the exceptions. */
    private static final List<Block> V4 = List.of(
            block(METADATA, 32, 100, 100, 100, 200), // Alibaba
            block(METADATA, 32, 168, 63, 129, 16), // Azure
            block(METADATA, 24, 192, 0, 0), // Oracle, and the rest of the protocol assignments
            block(METADATA, 32, 169, 254, 169, 254),
            block(RESERVED, 8, 0),
            block(LOOPBACK, 8, 127),
            block(LINK_LOCAL, 16, 169, 254),
            block(PRIVATE, 8, 10),
            block(PRIVATE, 12, 172, 16),
            block(PRIVATE, 16, 192, 168),
            block(PRIVATE, 10, 100, 64), // RFC 6598, carrier-grade NAT
            block(PRIVATE, 15, 198, 18), // RFC 2544, benchmarking
            block(MULTICAST, 4, 224),
            block(RESERVED, 4, 240)); // holds the broadcast address

    private static final List<Block> V6 = List.of(
            block(METADATA, 128, 0xfd, 0, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54), // AWS
            block(METADATA, 128, 0xfd, 0x20, 0, 0xce, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x02, 0x54), // GCP
            block(LOOPBACK, 128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1),
            block(RESERVED, 128),
            block(LINK_LOCAL, 10, 0xfe, 0x80),
            block(PRIVATE, 10, 0xfe, 0xc0), // site-local, deprecated yet routed in places
            block(PRIVATE, 7, 0xfc),
            block(MULTICAST, 8, 0xff));

    /** IPv6 blocks whose addresses lead to an IPv4 one, and where in them it stands. */
    private static final List<Embedding> EMBEDDINGS = List.of(
            new Embedding(block(PUBLIC, 96, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff), 12, 0), // IPv4-mapped
            new Embedding(block(PUBLIC, 96), 12, 0), // IPv4-compatible
            new Embedding(block(PUBLIC, 32, 0, 0x64, 0xff, 0x9b), 12, 0), // NAT64, RFC 6052 and RFC 8215
            new Embedding(block(PUBLIC, 16, 0x20, 0x02), 2, 0), // 6to4
            new Embedding(block(PUBLIC, 32, 0x20, 0x01, 0, 0), 12, 0xff)); // Teredo hides it by inversion

    static AddressKind of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? first(V4, bytes) : ofV6(bytes);
    }

    private static AddressKind ofV6(byte[] bytes) {
        AddressKind own = first(V6, bytes);
        if (own != PUBLIC) {
            return own;
        }
        for (Embedding embedding : EMBEDDINGS) {
            if (embedding.block().holds(bytes)) {
                AddressKind inner = first(V4, embedding.extract(bytes));
                // a detour to our own host is nobody's honest configuration
                return inner == LOOPBACK ? RESERVED : inner;
            }
        }
        return PUBLIC;
    }

    private static AddressKind first(List<Block> blocks, byte[] address) {
        for (Block block : blocks) {
            if (block.holds(address)) {
                return block.kind();
            }
        }
        return PUBLIC;
    }

    private static Block block(AddressKind kind, int bits, int... prefix) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < prefix.length; i++) {
            bytes[i] = (byte) prefix[i];
        }
        return new Block(bytes, bits, kind);
    }

    private record Block(byte[] prefix, int bits, AddressKind kind) {
        boolean holds(byte[] address) {
            int whole = bits / 8;
            if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
                return false;
            }
            int rest = bits % 8;
            return rest == 0 || ((address[whole] ^ prefix[whole]) & 0xff) >> (8 - rest) == 0;
        }
    }

    private record Embedding(Block block, int offset, int mask) {
        byte[] extract(byte[] address) {
            byte[] inner = Arrays.copyOfRange(address, offset, offset + 4);
            for (int i = 0; i < inner.length; i++) {
                inner[i] ^= (byte) mask;
            }
            return inner;
        }
    }
}
