package dev.mixlab.run.account;

/**
 * All ports to what is stored of people.
 *
 * @param accounts accounts
 * @param sessions sessions of browsers
 * @param tokens personal tokens
 * @param owners who owns what
 * @param audit who did what
 */
public record AccountStores(
        Accounts accounts, Sessions sessions, AccountTokens tokens, Owners owners, AuditList audit) {}
