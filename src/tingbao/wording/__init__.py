"""Written Chinese to spoken Chinese, every edit explained."""
