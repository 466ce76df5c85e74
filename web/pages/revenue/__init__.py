"""Pages of revenue: findings and what people say of them, actions that wait for approval."""
