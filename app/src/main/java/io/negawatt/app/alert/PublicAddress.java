package io.negawatt.app.alert;

import java.net.Inet4Address;
import java.net.InetAddress;

/**
 * Whether an address is one of the public Internet. A server that calls an address which somebody typed in must not be led to what
 * only it can reach: itself, its neighbors, the metadata service of a cloud.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA special-purpose addresses, IPv4</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">the same, IPv6</a>
 */
final class PublicAddress {
    private PublicAddress() {}

    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes, 0) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] ip, int at) {
        int a = ip[at] & 0xFF;
        int b = ip[at + 1] & 0xFF;
        int c = ip[at + 2] & 0xFF;
        boolean special = a == 0
                || a == 10
                || a == 127
                || a >= 224
                || (a == 100 && (b & 0xC0) == 64)
                || (a == 169 && b == 254)
                || (a == 172 && (b & 0xF0) == 16)
                || (a == 192 && b == 168)
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 192 && b == 88 && c == 99)
                || (a == 198 && (b & 0xFE) == 18)
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113);
        return !special;
    }

    /** Of IPv6 only global unicast, 2000::/3, without documentation and without what wraps an IPv4 address. */
    private static boolean isPublic6(byte[] ip) {
        int first = (ip[0] & 0xFF) << 8 | (ip[1] & 0xFF);
        int second = (ip[2] & 0xFF) << 8 | (ip[3] & 0xFF);
        boolean global = (first & 0xE000) == 0x2000;
        boolean special = (first == 0x2001 && (second < 0x0200 || second == 0x0DB8))
                || first == 0x2002
                || (first == 0x3FFF && second < 0x1000);
        return global && !special;
    }
}
