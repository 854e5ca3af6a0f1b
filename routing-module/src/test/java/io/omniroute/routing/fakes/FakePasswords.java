package io.omniroute.routing.fakes;

import io.omniroute.routing.access.KeySecrets;
import io.omniroute.routing.access.Passwords;

/** A fast hash, and a count of how often it was asked. */
public final class FakePasswords implements Passwords {
    public int hashed;
    public int compared;

    @Override
    public String hash(String password) {
        hashed++;
        return "fake:" + KeySecrets.hash(password);
    }

    @Override
    public boolean matches(String password, String hash) {
        compared++;
        return ("fake:" + KeySecrets.hash(password)).equals(hash);
    }
}
