package dev.mixlab.evaluation.quantity;

/**
 * A quantity of a model: one number per sentence and layer, or per sentence, layer and head.
 *
 * @param id its name in addresses and tables
 * @param name the name to show
 * @param description one sentence on what it means
 * @param signed whether it can be negative
 */
public record Quantity(String id, String name, String description, boolean signed) {}
