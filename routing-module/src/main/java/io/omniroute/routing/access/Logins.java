package io.omniroute.routing.access;

import io.omniroute.routing.audit.Actor;
import io.omniroute.routing.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Proves who logs in, slows down guessing and audits what it turns away. Five wrong passwords in five minutes shut a
 * client's network out for fifteen. Thread-safe.
 */
@ApplicationScoped
public class Logins {
    /** Hashing is slow on purpose; so many may be busy with it at once. */
    private static final int STRIPES = 4;

    private final Users users;
    private final Passwords passwords;
    private final AuditTrail trail;
    private final FailedLogins failures;
    private final FailedLogins anonymous;
    private final VerifiedLogins verified;
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    @Inject
    public Logins(Users users, Passwords passwords, AuditTrail trail, Clock clock) {
        this.users = users;
        this.passwords = passwords;
        this.trail = trail;
        this.failures = new FailedLogins(clock);
        this.anonymous = new FailedLogins(clock);
        this.verified = new VerifiedLogins(clock);
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    protected Logins() { // for the CDI proxy
        this(null, null, null, Clock.systemUTC());
    }

    /** What came of an attempt. */
    public sealed interface Outcome {
        record Welcome(Caller caller) implements Outcome {}

        record Wrong() implements Outcome {}

        /** Not looked at. @param left how long the network stays shut out */
        record ShutOut(Duration left) implements Outcome {}
    }

    /**
     * @param address the client's
     * @param target what it wanted, for the audit log
     */
    public Outcome attempt(String name, String password, String address, String target) {
        ClientNetwork network = ClientNetwork.of(address);
        // one guess of a network after the other: a burst could otherwise pass before its first failure is counted
        ReentrantLock stripe = stripes[Math.floorMod(network.hashCode(), STRIPES)];
        stripe.lock();
        try {
            Optional<Duration> lockout = failures.lockout(network);
            if (lockout.isPresent()) {
                return new Outcome.ShutOut(lockout.get());
            }
            Optional<User> user = verify(name, password);
            if (user.isPresent()) {
                return new Outcome.Welcome(new Caller(name, user.get().role(), address));
            }
            failures.failed(network);
        } finally {
            stripe.unlock();
        }
        trail.refused(new Actor(name, address), "auth.login.failed", target);
        return new Outcome.Wrong();
    }

    /** Someone came without credentials. Audited, but no more often than wrong passwords are. */
    public void missing(String address, String target) {
        ClientNetwork network = ClientNetwork.of(address);
        if (anonymous.lockout(network).isEmpty()) {
            anonymous.failed(network);
            trail.refused(new Actor("anonymous", address), "auth.login.missing", target);
        }
    }

    private Optional<User> verify(String name, String password) {
        Optional<User> user = users.find(name);
        if (user.isEmpty()) {
            // as much work as for a wrong password, so that the time does not tell which names exist
            passwords.hash(password);
            return Optional.empty();
        }
        String hash = user.get().passwordHash();
        if (verified.knows(name, password, hash)) {
            return user;
        }
        if (!passwords.matches(password, hash)) {
            return Optional.empty();
        }
        verified.remember(name, password, hash);
        return user;
    }
}
