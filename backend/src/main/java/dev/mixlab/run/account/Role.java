package dev.mixlab.run.account;

/** What an account may do; each role may do all that the ones before it may. */
public enum Role {

    /** Reads everything. */
    VIEWER,

    /** Launches, shares and imports, and changes what it owns. */
    MEMBER,

    /** Manages accounts, and changes and deletes what others own. */
    ADMIN;

    /** Tells whether this role may do what needs another one. */
    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** Returns the lesser of this role and another. */
    public Role atMost(Role other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
